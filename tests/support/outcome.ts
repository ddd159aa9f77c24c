// What became of a promise so far, for tests on stepped time that must not wait for it.

export function outcome<T>(promise: Promise<T>): { value: T | 'pending' } {
  const box: { value: T | 'pending' } = { value: 'pending' };
  void promise.then((value) => {
    box.value = value;
  });
  return box;
}
