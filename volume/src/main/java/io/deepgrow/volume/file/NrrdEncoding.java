package io.deepgrow.volume.file;

/** How the voxels of a NRRD file are stored. */
public enum NrrdEncoding {
  RAW,
  GZIP
}
