package io.deepgrow.series;

/** One slice with its Hounsfield units, j × i, i fastest. */
final class DecodedSlice {

  private final SliceHeader header;
  private final int columns;
  private final int rows;
  private short[] voxels;

  DecodedSlice(SliceHeader header, int columns, int rows, short[] voxels) {
    this.header = header;
    this.columns = columns;
    this.rows = rows;
    this.voxels = voxels;
  }

  SliceHeader header() {
    return header;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  short[] voxels() {
    return voxels;
  }

  /** Copies the voxels to their place and lets go of them. */
  void moveTo(short[] volume, int at) {
    System.arraycopy(voxels, 0, volume, at, voxels.length);
    voxels = new short[0];
  }
}
