// Lets TypeScript accept that a page imports its style sheets; the bundler reads them.
declare module '*.css';
