package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BasicUNetImportTest {

  private static final List<Integer> WIDTHS = List.of(2, 4, 6, 8, 10, 2);

  /** A tensor in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Given(List<Long> edges, boolean isReal, float... values) implements StoredTensor {

    static Given of(Tensor tensor) {
      List<Long> edges = tensor.shape().edges().stream().map(Integer::longValue).toList();
      return new Given(edges, true, tensor.values());
    }

    /** Says it is large, but must not be read. */
    static Given claiming(Long... edges) {
      return new Given(List.of(edges), true);
    }
  }

  private static Map<String, StoredTensor> stored(Residual residual) {
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    BasicUNet.of(WIDTHS, residual)
        .initial(new Random(5))
        .asMap()
        .forEach((name, tensor) -> stored.put(name, Given.of(tensor)));
    return stored;
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Map<String, StoredTensor> stored) {
    return assertThatThrownBy(() -> BasicUNetImport.of(stored, null))
        .isInstanceOf(WeightsException.class);
  }

  @ParameterizedTest
  @EnumSource
  void infersTheWidths(Residual residual) throws IOException {
    BasicUNetImport imported = BasicUNetImport.of(stored(residual), residual);
    assertThat(imported.network()).isEqualTo(BasicUNet.of(WIDTHS, residual));
    assertThat(imported.weights().parameterCount()).isEqualTo(imported.network().parameterCount());
  }

  @Test
  void seesProjectedShortcutsByTheirNames() throws IOException {
    BasicUNetImport imported = BasicUNetImport.of(stored(Residual.PROJECTED), null);
    assertThat(imported.network().residual()).isEqualTo(Residual.PROJECTED);
  }

  @Test
  void takesIdentityShortcutsOnlyWhenTold() throws IOException {
    assertThat(BasicUNetImport.of(stored(Residual.NONE), null).network().residual())
        .isEqualTo(Residual.NONE);
    assertThat(BasicUNetImport.of(stored(Residual.NONE), Residual.IDENTITY).network().residual())
        .isEqualTo(Residual.IDENTITY);
  }

  @Test
  void stripsThePrefixOfSeveralGpus() throws IOException {
    Map<String, StoredTensor> parallel = new LinkedHashMap<>();
    stored(Residual.NONE).forEach((name, tensor) -> parallel.put("module." + name, tensor));
    assertThat(BasicUNetImport.of(parallel, null).weights().contains("final_conv.bias")).isTrue();
    parallel.put("extra", Given.of(Tensor.filled(Shape.of(1), 0)));
    assertRefused(parallel).hasMessageContaining("module.conv_0.conv_0.conv.weight");
  }

  @Test
  void doesNotMindTheOrderOfTheFile() throws IOException {
    Map<String, StoredTensor> backwards = new LinkedHashMap<>();
    String[] names = stored(Residual.NONE).keySet().toArray(String[]::new);
    for (int n = names.length - 1; n >= 0; n--) {
      backwards.put(names[n], stored(Residual.NONE).get(names[n]));
    }
    assertThat(BasicUNetImport.of(backwards, null).weights().asMap().keySet())
        .containsExactlyElementsOf(Arrays.asList(names));
  }

  @Test
  void saysExactlyWhatDoesNotFit() {
    Map<String, StoredTensor> stored = stored(Residual.NONE);
    stored.remove("down_3.convs.conv_1.adn.N.bias");
    stored.put("down_3.convs.conv_1.norm.bias", Given.claiming(8L));
    stored.put("final_conv.weight", Given.claiming(2L, 2L, 1L, 1L, 1L));
    stored.put("final_conv.bias", new Given(List.of(1L), false, 0));
    assertRefused(stored)
        .hasMessage(
            "The weights do not fit basic-unet 2,4,6,8,10,2 (82 tensors)\n"
                + "  missing: down_3.convs.conv_1.adn.N.bias\n"
                + "  unexpected: down_3.convs.conv_1.norm.bias\n"
                + "  misshapen: final_conv.weight is [2×2×1×1×1] instead of [1×2×1×1×1],"
                + " final_conv.bias is [1] of whole numbers instead of [1]");
  }

  @Test
  void cutsVeryLongLists() {
    Map<String, StoredTensor> stored = stored(Residual.NONE);
    for (int n = 0; n < 150; n++) {
      stored.put("x".repeat(500) + n, Given.claiming(1L));
    }
    assertRefused(stored).hasMessageContaining(" and 50 more").message().hasSizeLessThan(14_000);
  }

  @Test
  void saysWhenItIsAnotherNetwork() {
    assertRefused(Map.of("encoder.weight", Given.claiming(3L)))
        .hasMessageContaining("This is no BasicUNet")
        .hasMessageContaining("encoder.weight");
    assertRefused(Map.of()).hasMessageContaining("the file has nothing");
  }

  @Test
  void refusesWidthsThatNoNetworkHas() {
    Map<String, StoredTensor> stored = stored(Residual.NONE);
    stored.put("down_4.convs.conv_0.conv.weight", Given.claiming(7L, 8L, 3L, 3L, 3L));
    assertRefused(stored).hasMessageContaining("even features");
    stored.put("down_4.convs.conv_0.conv.weight", Given.claiming(1L << 20, 8L, 3L, 3L, 3L));
    assertRefused(stored).hasMessageContaining("down_4.convs.conv_0.conv.weight are missing");
    stored.put("down_4.convs.conv_0.conv.weight", Given.claiming(4096L, 8L, 3L, 3L, 3L));
    assertRefused(stored).hasMessageContaining("more than 100000000 weights");
    stored.put("down_4.convs.conv_0.conv.weight", Given.claiming(10L));
    assertRefused(stored).hasMessageContaining("no BasicUNet");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    Map<String, StoredTensor> stored = stored(Residual.NONE);
    stored.put("final_conv.bias", new Given(List.of(1L), true, Float.NaN));
    assertRefused(stored).hasMessage("Weight final_conv.bias holds NaN");
  }
}
