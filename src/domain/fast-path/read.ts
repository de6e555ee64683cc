export type {
  Encoding,
  EntityName,
  ReadObject,
  WrittenRead,
} from '../../repositories/fast-path/selection.ts';
