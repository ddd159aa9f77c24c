// What is plugged in, over folders laid out as the kernel and udev lay them out: names that stay, twins, ports that are none.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listPorts, serialPorts } from '../../../../controller/drivers/finding/ports.ts';
import { realTimers } from '../../../support/real-time.ts';
import { scratchFolder } from '../../../support/scratch.ts';

let root: string;

beforeEach(() => {
  root = scratchFolder();
});

function file(name: string, text = ''): string {
  const whole = path.join(root, name);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

function link(name: string, target: string): void {
  const whole = path.join(root, name);
  mkdirSync(path.dirname(whole), { recursive: true });
  symlinkSync(path.relative(path.dirname(whole), path.join(root, target)), whole);
}

/** An adapter in a socket. @param serial null = it has no serial number */
function plugIn(tty: string, socket: string, serial: string | null, byId: string | null): void {
  const usb = `sys/devices/pci0/usb1/${socket}`;
  file(`${usb}/idVendor`, '0403\n');
  file(`${usb}/idProduct`, '6001\n');
  file(`${usb}/manufacturer`, 'FTDI\n');
  file(`${usb}/product`, 'FT232R USB UART\n');
  if (serial !== null) file(`${usb}/serial`, `${serial}\n`);
  file(`${usb}/${socket}:1.0/${tty}/port_number`, '0\n');
  link(`sys/class/tty/${tty}/device`, `${usb}/${socket}:1.0/${tty}`);
  file(`dev/${tty}`);
  link(`dev/serial/by-path/pci-usb-${socket}-port0`, `dev/${tty}`);
  if (byId !== null) link(`dev/serial/by-id/${byId}`, `dev/${tty}`);
}

describe('serialPorts', () => {
  it('names an adapter by its serial number', async () => {
    plugIn('ttyUSB0', '1-1', 'A50285BI', 'usb-FTDI_A50285BI-if00-port0');
    expect(await serialPorts(root)).toEqual([
      {
        address: 'serial:/dev/serial/by-id/usb-FTDI_A50285BI-if00-port0',
        device: '/dev/ttyUSB0',
        follows: 'adapter',
        adapter: { name: 'FTDI FT232R USB UART', model: '0403:6001', serialNumber: 'A50285BI' },
        busy: false,
        allowed: true,
      },
    ]);
  });

  it('names adapters without a serial number, and twins with one, by their sockets', async () => {
    plugIn('ttyUSB0', '1-1', null, 'usb-FTDI_none-if00-port0');
    plugIn('ttyUSB1', '1-2', '0001', 'usb-FTDI_0001-if00-port0');
    plugIn('ttyUSB2', '1-3', '0001', null);
    const ports = await serialPorts(root);
    expect(ports.map(({ address, follows }) => [address, follows])).toEqual([
      ['serial:/dev/serial/by-path/pci-usb-1-1-port0', 'socket'],
      ['serial:/dev/serial/by-path/pci-usb-1-2-port0', 'socket'],
      ['serial:/dev/serial/by-path/pci-usb-1-3-port0', 'socket'],
    ]);
  });

  it('lists ports of the machine, and no consoles or empty places', async () => {
    file('sys/devices/platform/serial8250/x');
    for (const [name, type] of [
      ['ttyS0', '4'],
      ['ttyS1', '0'],
    ] as const) {
      link(`sys/class/tty/${name}/device`, 'sys/devices/platform/serial8250');
      file(`sys/class/tty/${name}/type`, `${type}\n`);
      file(`dev/${name}`);
    }
    file('sys/class/tty/tty0/active');
    expect(await serialPorts(root)).toMatchObject([
      { address: 'serial:/dev/ttyS0', follows: 'nothing', adapter: null, allowed: true },
    ]);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await serialPorts(root)).toEqual([]);
  });
});

describe('listPorts', () => {
  it('lists what types by its stable name, and says why there is no smart card reader', async () => {
    file('dev/input/event3');
    file('sys/class/input/event3/device/name', 'RF IDeas pcProx\n');
    link('dev/input/by-id/usb-RF_IDeas-event-kbd', 'dev/input/event3');
    link('dev/input/by-id/usb-Mouse-event-mouse', 'dev/input/event3');
    const pcscdSocket = path.join(root, 'none');
    const { keyboards, smartCards } = await listPorts({ timers: realTimers, root, pcscdSocket });
    expect(keyboards).toEqual([
      { device: '/dev/input/by-id/usb-RF_IDeas-event-kbd', name: 'RF IDeas pcProx', allowed: true },
    ]);
    expect(smartCards).toEqual({ readers: 0, fault: 'port_absent' });
  });
});
