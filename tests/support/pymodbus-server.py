# A board built to the Wardkey register map, played by pymodbus: not our parsing, not our library, not our language.
# Ends when its standard input does. Mechanics: a pulse lifts the bolt, `push` catches a fob with its chip, `pull` draws it.
#
#   arguments   tcp | rtu DEVICE         prints   ready PORT · unlock POSITION MS · coil ADDRESS VALUE · lights POSITION …
#   input       push POSITION CHIP · pull POSITION · input ADDRESS LEVEL
import asyncio
import logging
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer

# A connection that the driver ends is no error.
logging.disable(logging.ERROR)

UNIT = 7
SLOTS = 64
PRESENCE, INPUTS, PULSES, TIMED, CHIPS = 0x40, 0x80, 0x100, 0x200, 0x400
DISCRETE, HOLDING, REGISTERS = 2, 3, 4


def say(*words):
    print(*words, flush=True)


class Board(ModbusSlaveContext):
    def __init__(self):
        super().__init__(
            di=ModbusSequentialDataBlock(0, [0] * INPUTS + [1] * 4),
            co=ModbusSequentialDataBlock(0, [0] * (TIMED + SLOTS)),
            hr=ModbusSequentialDataBlock(PULSES, [0] * SLOTS),
            ir=ModbusSequentialDataBlock(CHIPS, [0] * 4 * SLOTS),
            zero_mode=True,
        )

    def setValues(self, fc_as_hex, address, values):
        super().setValues(fc_as_hex, address, values)
        if fc_as_hex == 6:
            say("unlock", address - PULSES, values[0])
            self.put(DISCRETE, address - PULSES, [0])
        elif fc_as_hex == 5:
            say("coil", address, int(values[0]))
        elif fc_as_hex == 15:
            say("lights", *[at for at, level in enumerate(values) if level])

    def put(self, table, address, values):
        super().setValues(table, address, values)

    def obey(self, line):
        word, *rest = line.split()
        position = int(rest[0])
        if word == "input":
            self.put(DISCRETE, position, [int(rest[1])])
            return
        chip = bytes.fromhex(rest[1] if word == "push" else "00" * 8)
        self.put(REGISTERS, CHIPS + 4 * position, [chip[at] << 8 | chip[at + 1] for at in (0, 2, 4, 6)])
        self.put(DISCRETE, PRESENCE + position, [int(word == "push")])
        self.put(DISCRETE, position, [int(word == "push")])


async def main():
    board = Board()
    context = ModbusServerContext(slaves={UNIT: board}, single=False)
    if sys.argv[1] == "tcp":
        server = ModbusTcpServer(context, address=("127.0.0.1", 0))
        serving = asyncio.ensure_future(server.serve_forever())
        await server.serving
        port = server.server.sockets[0].getsockname()[1]
    else:
        server = ModbusSerialServer(context, ModbusRtuFramer, port=sys.argv[2], baudrate=9600, ignore_missing_slaves=True)
        await server.start()
        serving, port = asyncio.ensure_future(server.serve_forever()), 0
    say("ready", port)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        board.obey(line)
    serving.cancel()


asyncio.run(main())
