package io.deepgrow.dimse.held;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.Gateways;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldObjectsTest {

  /** Two objects of a kilobyte and a half, not three. */
  private static final long ROOM = 5000;

  @TempDir Path folder;

  private HeldObjects held(boolean cache) throws Exception {
    return HeldObjects.in(folder, ROOM, cache, DicomLimits.standard());
  }

  private static DicomFile object(int number) {
    return Gateways.series(number, 1).get(0);
  }

  private static HeldObject add(HeldObjects held, DicomFile file) throws Exception {
    Path part = held.newPart();
    Files.write(part, DicomWriter.bytes(file));
    return held.add(held.described(part));
  }

  @Test
  void aCacheLetsGoOfWhatWasUsedLeastRecently() throws Exception {
    HeldObjects held = held(true);
    add(held, object(1));
    add(held, object(2));
    assertThat(held.ofStudy(Gateways.study(object(1)))).hasSize(1);

    HeldObject third = add(held, object(3));

    assertThat(held.ofStudy(Gateways.study(object(2)))).isEmpty();
    assertThat(held.ofStudy(Gateways.study(object(1)))).hasSize(1);
    assertThat(third.file()).exists();
  }

  @Test
  void theOnlyPlaceOfObjectsTakesNoMoreAndLosesNone() throws Exception {
    HeldObjects held = held(false);
    add(held, object(1));
    add(held, object(2));
    assertThatThrownBy(() -> add(held, object(3)))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(GatewayException.Code.NO_ROOM));
    assertThat(held(false).all()).hasSize(2);
  }

  @Test
  void theSameInstanceAgainTakesTheEarlierOnesPlaceAndRoom() throws Exception {
    HeldObjects held = held(false);
    for (int n = 0; n < 10; n++) {
      add(held, object(1));
    }
    assertThat(held.all()).hasSize(1);
  }

  @Test
  void whatIsNoObjectIsRefusedWithItsReason() throws Exception {
    HeldObjects held = held(false);
    Path part = held.newPart();
    Files.writeString(part, "no DICOM at all".repeat(20));
    assertThatThrownBy(() -> held.described(part)).isInstanceOf(GatewayException.class);
  }
}
