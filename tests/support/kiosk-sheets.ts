// Opens a sheet of the kiosk page by pressing what a person presses. Waits for each button, for no time.
import type { Page } from 'playwright-core';
import type { SheetFixture } from './kiosk-every-fixture.ts';

/** Opens a sheet as `presses` says. */
export async function openSheet(page: Page, { presses }: SheetFixture): Promise<void> {
  await pressInTurn(page, presses);
}

/** Presses one button after the other; "…" at the end of a name leaves the rest of it open. */
export async function pressInTurn(page: Page, presses: readonly string[]): Promise<void> {
  for (const name of presses) {
    const wanted = name.endsWith('…') ? new RegExp(`^${name.slice(0, -1).replaceAll('?', '\\?')}`) : name;
    await page.getByRole('button', { name: wanted, exact: true }).first().click();
  }
}
