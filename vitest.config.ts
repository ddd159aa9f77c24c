// One test run for the whole house: fast tests first, journeys and misfortunes after them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    passWithNoTests: false,
  },
});
