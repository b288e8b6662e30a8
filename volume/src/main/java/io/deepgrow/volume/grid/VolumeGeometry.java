package io.deepgrow.volume.grid;

/**
 * Where a voxel grid lies in the patient: size, spacing (mm), centre of voxel (0,0,0) in LPS mm and
 * the directions of its axes.
 */
public record VolumeGeometry(
    GridSize size, Spacing spacing, PatientPoint origin, Direction direction) {

  public VolumeGeometry {
    if (!origin.isFinite()) {
      throw new IllegalArgumentException("Grid origin must be finite: " + origin);
    }
  }

  /** An axial head-first supine grid at the patient origin; for generated data. */
  public static VolumeGeometry axial(GridSize size, Spacing spacing) {
    return new VolumeGeometry(size, spacing, new PatientPoint(0, 0, 0), Direction.IDENTITY);
  }

  /** Centre of a voxel, LPS mm. */
  public PatientPoint toPatient(VoxelIndex voxel) {
    return toPatient(new ContinuousIndex(voxel.i(), voxel.j(), voxel.k()));
  }

  public PatientPoint toPatient(ContinuousIndex index) {
    return origin
        .plus(direction.i().times(index.i() * spacing.i()))
        .plus(direction.j().times(index.j() * spacing.j()))
        .plus(direction.k().times(index.k() * spacing.k()));
  }

  /** Position of a patient point between the voxels of this grid; may lie outside. */
  public ContinuousIndex toIndex(PatientPoint point) {
    Vector3 d = point.minus(origin);
    return new ContinuousIndex(
        d.dot(direction.i()) / spacing.i(),
        d.dot(direction.j()) / spacing.j(),
        d.dot(direction.k()) / spacing.k());
  }

  public boolean contains(VoxelIndex voxel) {
    return size.contains(voxel);
  }

  /**
   * The part of this grid in a box.
   *
   * @throws IllegalArgumentException when the box leaves the grid
   */
  public VolumeGeometry crop(VoxelBox box) {
    if (!size.box().contains(box)) {
      throw new IllegalArgumentException("Box " + box + " leaves the grid of " + size);
    }
    return new VolumeGeometry(box.size(), spacing, toPatient(box.start()), direction);
  }

  /** Same size, and every corner of the grid within {@code millimetres} of the other's. */
  public boolean matches(VolumeGeometry other, double millimetres) {
    if (!size.equals(other.size)) {
      return false;
    }
    for (int corner = 0; corner < 8; corner++) {
      VoxelIndex voxel =
          new VoxelIndex(
              (corner & 1) * (size.i() - 1),
              (corner >> 1 & 1) * (size.j() - 1),
              (corner >> 2) * (size.k() - 1));
      if (toPatient(voxel).minus(other.toPatient(voxel)).length() > millimetres) {
        return false;
      }
    }
    return true;
  }
}
