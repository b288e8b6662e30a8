package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.fuzz.FuzzTest;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.CropSettings.Window;
import io.deepgrow.volume.grid.Spacing;
import java.util.List;

/** Hostile {@code model.json}; what is read can be written and read again. */
class ModelDescriptorFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    Window window = new Window(new Spacing(1, 1, 2), 8, Fill.PAD);
    return List.of(
        DescriptorJson.write(Descriptors.zoom()),
        DescriptorJson.write(Descriptors.with(window, "ab".repeat(32))));
  }

  @Override
  public void parse(byte[] input) {
    ModelDescriptor read = DescriptorJson.read(input);
    assertThat(DescriptorJson.read(DescriptorJson.write(read))).isEqualTo(read);
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof ModelException e && e.code() == ModelErrorCode.DESCRIPTOR_INVALID;
  }
}
