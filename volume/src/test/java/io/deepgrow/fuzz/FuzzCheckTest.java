package io.deepgrow.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The harness itself: what it lets pass, and what it does not. */
class FuzzCheckTest {

  /** Refuses 1, fails on 2, calls itself for ever on 3, takes memory on 4. */
  private static final class Odd implements FuzzTarget {

    private final List<byte[]> taken = new ArrayList<>();

    @Override
    public List<byte[]> seeds() {
      return List.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    @Override
    public void parse(byte[] input) {
      switch (input[0]) {
        case 1 -> throw new IllegalArgumentException("as documented");
        case 2 -> throw new IllegalStateException("not documented");
        case 3 -> taken.add(new byte[depth(input)]);
        case 4 -> taken.add(new byte[80 << 20]);
        default -> taken.add(input);
      }
    }

    private static int depth(byte[] input) {
      return input.length == 0 ? 0 : 1 + depth(input);
    }

    @Override
    public boolean isDocumented(Throwable thrown) {
      return thrown instanceof IllegalArgumentException;
    }
  }

  private static void check(int input) {
    FuzzCheck.check(new Odd(), new byte[] {(byte) input});
  }

  @Test
  void letsGoodInputAndDocumentedErrorsPass() {
    assertThatCode(() -> check(0)).doesNotThrowAnyException();
    assertThatCode(() -> check(1)).doesNotThrowAnyException();
  }

  @Test
  void namesAnyOtherErrorWithItsCause() {
    assertThatThrownBy(() -> check(2))
        .isInstanceOf(FuzzFailure.class)
        .hasMessageContaining("not documented")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> check(3)).hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void namesMemoryBeyondTheBound() {
    assertThatThrownBy(() -> check(4)).hasMessageContaining("bytes allocated for an input of 1");
  }

  @Test
  void makesTheSameInputsOfTheSameSeedAndOthersOfAnother() {
    assertThat(inputs(1)).isEqualTo(inputs(1)).isNotEqualTo(inputs(2));
  }

  private static List<List<Byte>> inputs(long seed) {
    HostileBytes hostile = new HostileBytes(new Odd().seeds(), seed);
    return Stream.generate(hostile::next).limit(200).map(FuzzCheckTest::boxed).toList();
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>();
    for (byte each : bytes) {
      boxed.add(each);
    }
    return boxed;
  }
}
