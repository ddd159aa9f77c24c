// Shares the work of a suite among processes of its own, so that none waits for the sockets of another.
import { fork } from 'node:child_process';

/** Runs a script once for each order, all at the same time. @returns what each sent. @throws when one ended without a word */
export async function runLanes<Report>(script: string, orders: readonly unknown[]): Promise<readonly Report[]> {
  return await Promise.all(orders.map((order) => runLane<Report>(script, order)));
}

async function runLane<Report>(script: string, order: unknown): Promise<Report> {
  const child = fork(script, [JSON.stringify(order)], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return await new Promise<Report>((resolve, reject) => {
    child.once('message', (report) => resolve(report as Report));
    child.once('exit', (code, signal) => reject(new Error(`a lane ended with ${code ?? signal} and no report`)));
  });
}
