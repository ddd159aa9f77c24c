// Opens a sheet of the kiosk page by pressing what a person presses. Waits for each button, for no time.
import type { Locator, Page } from 'playwright-core';
import type { SheetFixture } from './kiosk-every-fixture.ts';

/** Opens a sheet as `presses` says. */
export async function openSheet(page: Page, { presses }: SheetFixture): Promise<void> {
  await pressInTurn(page, presses);
}

/** Presses one button after the other. */
export async function pressInTurn(page: Page, presses: readonly string[]): Promise<void> {
  for (const name of presses) await namedButton(page, name).click();
}

/** The first button of a name; "…" at the end of it leaves the rest open. */
export function namedButton(page: Page, name: string): Locator {
  const wanted = name.endsWith('…') ? new RegExp(`^${name.slice(0, -1).replaceAll('?', '\\?')}`) : name;
  return page.getByRole('button', { name: wanted, exact: true }).first();
}
