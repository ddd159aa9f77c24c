// K25: the page about the device, and the button that is held before the service ends. Sends one command each.
import { useSignal } from '@preact/signals';
import type { DeviceScreen } from '../../controller/contract/device.ts';
import { useAsidePage } from '../pages/aside-page.ts';
import { devicePage } from '../pages/device-pages.ts';
import { BigButton } from '../parts/big-button.tsx';
import { HoldButton } from '../parts/hold-button.tsx';
import { Closing, PlainScreen } from './plain.tsx';
import '../styles/force.css';

export function DevicePage({ screen }: { readonly screen: DeviceScreen }) {
  const page = useAsidePage();
  const isAsking = useSignal(false);
  const { send, words } = page;
  const ask = () => {
    isAsking.value = true;
  };
  const back = () => {
    isAsking.value = false;
  };
  if (!isAsking.value || screen.busy) return <PlainScreen page={devicePage(screen, page, ask)} />;
  return (
    <div class="act confirm">
      <div class="act-head">
        <h1>{words.machine.service}</h1>
        <p class="sub">{words.machine.serviceHint}</p>
        <Closing endsAt={screen.endsAt} />
      </div>
      <div class="buttons">
        <HoldButton
          words={words.machine.restart}
          sign="lock"
          onHeld={() => {
            back();
            send({ type: 'device.restart_service' });
          }}
        />
        <BigButton words={words.cancel} sign="back" local onPress={back} />
      </div>
    </div>
  );
}
