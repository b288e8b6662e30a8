package io.deepgrow.benchmarks;

import io.deepgrow.phantom.Organ;
import io.deepgrow.phantom.Phantom;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a mask costs after the network, the spleen of 512×512×300 voxels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MaskSteps {

  private Mask organ;
  private Mask shifted;
  private VoxelBox box;

  /** A phantom as large as a real series. */
  @Setup
  public void prepare() {
    Phantom phantom = new PhantomGenerator(7).generate(PhantomSpec.large());
    organ = Mask.ofLabel(phantom.labels(), Organ.SPLEEN.label()).copy();
    box = organ.boundingBox().orElseThrow();
    shifted = organ.copy();
    shifted.set(box.start(), true);
  }

  @Benchmark
  public Mask copy() {
    return organ.copy();
  }

  /** The box of the voxels that a click changed. */
  @Benchmark
  public Optional<VoxelBox> changes() {
    return organ.changes(shifted);
  }

  /** The bits of the organ's box, as an answer and the database hold them. */
  @Benchmark
  public byte[] packedBits() {
    return organ.packedBits(box);
  }
}
