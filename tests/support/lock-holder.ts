// A process that holds a database as an exclusive writer does, until its input ends. Says `held` when it has it.
import Sqlite from 'better-sqlite3';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which file?');
const database = new Sqlite(file, { fileMustExist: true, timeout: 5000 });
database.exec('BEGIN EXCLUSIVE');
process.stdout.write('held\n');
process.stdin.on('end', () => {
  database.exec('ROLLBACK');
  database.close();
});
process.stdin.resume();
