// A part of the cabinet of which one method fails as on a bad disk; all others work on.
import { err } from '../../controller/domain/result.ts';

export function failing<Part extends object>(part: Part, method: keyof Part): Part {
  return new Proxy(part, {
    get: (target, name) => {
      if (name === method) return () => err('storage_io');
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
