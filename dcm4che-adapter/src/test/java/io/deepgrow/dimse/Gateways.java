package io.deepgrow.dimse;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Settings, objects and clients for tests of gateways on loopback. */
public final class Gateways {

  public static final String TITLE = "DEEPGROW";

  private Gateways() {}

  /** A gateway on free ports that two titles may call. */
  public static GatewaySettings settings(Path folder, Optional<RemoteEntity> pacs) {
    return new GatewaySettings(
        TITLE,
        InetAddress.getLoopbackAddress(),
        0,
        Optional.empty(),
        List.of(AllowedCaller.parse("SCANNER@127.0.0.1"), AllowedCaller.parse("ARCHIVE@127.0.0.1")),
        8,
        pacs,
        InetAddress.getLoopbackAddress(),
        0,
        Optional.empty(),
        folder,
        1L << 30,
        1L << 26,
        Duration.ofSeconds(30));
  }

  /** The same with other room. */
  public static GatewaySettings withRoom(GatewaySettings s, long maxBytes, long maxObjectBytes) {
    return new GatewaySettings(
        s.title(),
        s.address(),
        s.dimsePort(),
        s.tls(),
        s.callers(),
        s.associations(),
        s.pacs(),
        s.webAddress(),
        s.webPort(),
        s.token(),
        s.folder(),
        maxBytes,
        maxObjectBytes,
        s.patience());
  }

  /** The same under another title, on a DIMSE port, with keys and a token. */
  public static GatewaySettings as(
      GatewaySettings s,
      String title,
      int port,
      Optional<GatewaySettings.TlsFiles> tls,
      Optional<String> token) {
    return new GatewaySettings(
        title,
        s.address(),
        port,
        tls,
        s.callers(),
        s.associations(),
        s.pacs(),
        s.webAddress(),
        s.webPort(),
        token,
        s.folder(),
        s.maxBytes(),
        s.maxObjectBytes(),
        s.patience());
  }

  /** A CT series of so many slices, 21 × 22. */
  public static List<DicomFile> series(int number, int slices) {
    VolumeGeometry grid =
        VolumeGeometry.axial(new GridSize(21, 22, slices), new Spacing(0.7, 0.8, 2.5));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) (v % 1700 - 500);
    }
    return new CtWriter(
            UidSource.derived(new UUID(7, number)), Instant.EPOCH, PatientModule.PHANTOM)
        .write(Volume.of(grid, voxels));
  }

  public static StudyUid study(DicomFile file) {
    return new StudyUid(file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
  }

  public static SeriesUid series(DicomFile file) {
    return new SeriesUid(file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
  }

  public static DicomWebClient client(Gateway gateway) {
    return new DicomWebClient(DicomWebConfig.of(gateway.root()));
  }
}
