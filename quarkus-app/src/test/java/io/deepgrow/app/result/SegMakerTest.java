package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.series.LoadedSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegMakerTest {

  private final LoadedSeries series = SegSamples.series();

  /** Room for neither segment, and for one of the two. */
  @ParameterizedTest
  @ValueSource(longs = {1000, 14_000})
  void refusesMasksThatOneInstanceCannotHold(long maxBytes) {
    SegOptions small = SegOptions.standard().withMaxBytes(maxBytes);
    assertThatThrownBy(
            () -> SegMaker.single(SegSamples.writer(small), series, SegSamples.segments(series)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE));
  }

  @Test
  void storesAllSegmentsInOneInstance() throws Exception {
    byte[] bytes =
        SegMaker.single(
                SegSamples.writer(SegOptions.standard()), series, SegSamples.segments(series))
            .bytes();
    assertThat(
            io.deepgrow.dicom.part10.DicomReader.read(
                    bytes, io.deepgrow.dicom.DicomLimits.standard())
                .dataSet()
                .items(io.deepgrow.dicom.Tag.SEGMENT_SEQUENCE))
        .hasSize(2);
  }
}
