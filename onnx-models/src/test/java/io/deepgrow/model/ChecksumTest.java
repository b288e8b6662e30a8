package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChecksumTest {

  @Test
  void isTheStandardDigest() {
    assertThat(Checksum.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Property(tries = 50)
  void isTheSameForAStream(@ForAll byte[] bytes) throws IOException {
    assertThat(Checksum.sha256(new ByteArrayInputStream(bytes))).isEqualTo(Checksum.sha256(bytes));
  }

  @Test
  void namesBothDigestsWhenTheyDiffer() {
    ModelDescriptor model = Descriptors.tiny("tiny", new byte[] {1});
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> Checksum.verify(model, new byte[] {2}))
        .withMessageContainingAll(
            "tiny", Checksum.sha256(new byte[] {1}), Checksum.sha256(new byte[] {2}));
  }
}
