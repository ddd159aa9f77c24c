// Why the disk could not be used: closed codes that the store reports and everyone else acts on.

export type StorageFault =
  | 'storage_full' // no space left
  | 'storage_busy' // another process holds the file
  | 'storage_io' // the disk failed, the file is gone, or it cannot be opened
  | 'storage_readonly'; // the disk or the file may not be written
