// The command line of the product: finds the command and its options. What a command does is in cli/, one file per group, and
// only that group is loaded: an export can be verified where no database is.
import { parseArgs } from 'node:util';
import { EXIT, fail } from './cli/exit.ts';

const USAGE = `wardkey: the open key cabinet for hospitals

  wardkey serve --config FILE          run the cabinet that FILE describes
  wardkey demo [--data DIR] [--port N] [--fresh] [--boards LIST]
                                       run the simulated hospital; --fresh forgets the last one; --boards cu16,xor,modbus
                                       makes the cabinet of such parts (cu16, cu48b, xor, xor-bolt, relays, modbus)
  wardkey config export FILE           write the set-up in force as one JSON document; - is standard output
  wardkey config diff FILE             what would change with the document in FILE
  wardkey config apply FILE [--dry-run] [--by STAFF]
                                       put it in force, whole or not at all; the cabinet must not be running
  wardkey config undo [--by STAFF]     put the version before in force again
  wardkey config schema                the JSON Schema of the document
      each with --config FILE or --data DIR, to say which cabinet
  wardkey reader key …                 the secret keys of badge readers; "wardkey reader key" says how
  wardkey hardware …                   what is plugged in, and which board or reader answers; "wardkey hardware" says how
  wardkey audit …                      the log: export, verify, prove, ask, keep; "wardkey audit" says how
  wardkey help                         this text
`;

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  if (args[0] === 'audit') return (await import('./cli/audit.ts')).audit(args.slice(1));
  if (args[0] === 'reader') return (await import('./cli/reader.ts')).reader(args.slice(1));
  if (args[0] === 'hardware') return await (await import('./cli/hardware.ts')).hardware(args.slice(1));
  const { positionals, values } = parsed(args);
  const [command, ...words] = positionals;
  switch (command) {
    case 'serve':
      return (await import('./cli/serve.ts')).serve(values.config);
    case 'demo':
      return (await import('./cli/serve.ts')).demo(values);
    case 'config':
      return (await import('./cli/config.ts')).config(words, { ...values, dryRun: values['dry-run'] });
    case 'help':
    case undefined:
      process.stdout.write(USAGE);
      return;
    default:
      fail(EXIT.usage, `there is no command "${command}"\n\n${USAGE}`);
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        port: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        boards: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        by: { type: 'string' },
      },
    });
  } catch (error) {
    return fail(EXIT.usage, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
