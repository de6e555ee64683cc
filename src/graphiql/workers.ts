/** The files of the workers, next to this script. The build defines their names. */
declare const WORKER_FILES: Readonly<Record<'editor' | 'graphql' | 'json', string>>;

const fileOf = (label: string) =>
  label === 'graphql' || label === 'json' ? WORKER_FILES[label] : WORKER_FILES.editor;

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) => new Worker(new URL(fileOf(label), import.meta.url)),
  },
});
