package io.deepgrow.app.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The rules of erasing: everything is looked at before anything goes, and study by study. */
@ApplicationScoped
class ErasureService {

  private static final Logger LOG = Logger.getLogger(ErasureService.class);

  private final StudyErasure erasure;

  ErasureService(StudyErasure erasure) {
    this.erasure = erasure;
  }

  /** What would be erased of these studies. */
  ErasureReport count(Concerns concerns) {
    Set<String> volumes = new HashSet<>();
    return ErasureReport.of(
        true,
        look(concerns).stream().map(study -> erasure.count(study, volumes)).toList(),
        concerns.withoutIssuer());
  }

  /**
   * Erases these studies, one after the other.
   *
   * @param discardUnsent whether results go that are not VERIFIED in the PACS
   * @throws io.deepgrow.app.ApiException {@code erasure.sending}, {@code erasure.unsent}; a study
   *     is erased as a whole or not at all, and a repeat goes on where this one ended
   */
  ErasureReport erase(Concerns concerns, boolean discardUnsent) {
    List<StudyErasure.Concerned> all = look(concerns);
    all.forEach(study -> erasure.require(study, discardUnsent));
    List<StudyReport> reports = new ArrayList<>();
    for (StudyErasure.Concerned study : all) {
      reports.add(erasure.erase(study, discardUnsent));
    }
    LOG.infof("erased what was held; number of studies: %d", reports.size());
    return ErasureReport.of(false, reports, concerns.withoutIssuer());
  }

  /** A study that neither the PACS nor anything here knows is none. */
  private List<StudyErasure.Concerned> look(Concerns concerns) {
    return concerns.studies().entrySet().stream()
        .map(e -> erasure.look(e.getKey(), e.getValue()))
        .filter(erasure::isKnown)
        .toList();
  }
}
