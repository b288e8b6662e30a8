package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The labels of a project as pairs of files: of each series of its studies the newest result that
 * the PACS gave back, with the image beside it. Names of files are ids of results.
 */
@ApplicationScoped
class ProjectLabels {

  private static final int MOST = 2000;
  private static final String NEWEST =
      """
      select distinct on (s.series_uid) r.id, r.session_id
      from stored_result r
      join annotation_session s on s.id = r.session_id
      join project_study p on p.study_uid = s.study_uid
      where p.project_id = :project and r.state = 'VERIFIED'
      order by s.series_uid, r.created_at desc
      limit %d
      """
          .formatted(MOST);

  private final EntityManager entities;
  private final SessionService sessions;
  private final ResultObjects results;

  ProjectLabels(EntityManager entities, SessionService sessions, ResultObjects results) {
    this.entities = entities;
    this.sessions = sessions;
    this.results = results;
  }

  /**
   * Writes them.
   *
   * @throws ApiException {@code training.data_unusable} when the project has none
   */
  void write(UUID project, Path folder) throws IOException {
    List<Object[]> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  List<?> found =
                      entities
                          .createNativeQuery(NEWEST)
                          .setParameter("project", project)
                          .getResultList();
                  return found.stream().map(Object[].class::cast).toList();
                });
    if (rows.isEmpty()) {
      throw new ApiException(
          ErrorCode.TRAINING_DATA,
          "No result of the project's studies is verified yet; save segments first");
    }
    Files.createDirectories(folder);
    for (Object[] row : rows) {
      write((UUID) row[0], sessions.require((UUID) row[1]), folder);
    }
  }

  private void write(UUID result, SessionKey session, Path folder) throws IOException {
    LoadedSeries series = sessions.series(session);
    try {
      SourceGrid grid =
          series.slices().isEmpty()
              ? SourceGrid.ofPositions(series.volume().geometry())
              : SourceGrid.of(series);
      List<ReadSegment> segments =
          new SegReader(SegReadOptions.standard())
              .read(DicomReader.read(results.dataset(result), DicomLimits.standard()), grid)
              .segments();
      Nifti.write(series.volume(), folder.resolve(result + "-image.nii.gz"));
      Nifti.write(labels(series.volume(), segments), folder.resolve(result + "-labels.nii.gz"));
    } catch (DicomException | SegException e) {
      throw new ApiException(
          ErrorCode.TRAINING_DATA, "Result " + result + " can't be read: " + e.getMessage());
    }
  }

  /** Each segment by its place in the list, from 1; a later one lies over those before it. */
  static Volume labels(Volume image, List<ReadSegment> segments) {
    short[] values = new short[image.voxels().length];
    short value = 0;
    for (ReadSegment segment : segments) {
      value++;
      Mask mask = segment.mask();
      for (int n = 0; n < values.length; n++) {
        if (mask.get(n)) {
          values[n] = value;
        }
      }
    }
    return Volume.of(image.geometry(), values);
  }
}
