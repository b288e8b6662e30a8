package io.deepgrow.app.erasure;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.event.SessionEvents;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.pacs.PacsSearch;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.session.SessionLocks;
import io.deepgrow.app.upload.UploadService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets go of what this replica has of a study outside the database, once its rows are gone. */
@ApplicationScoped
class ErasedTraces {

  /** Deeds in the audit trail; of an upload its id stands where that of a session does. */
  static final String STUDY = "study.erased";

  static final String SESSION = "session.erased";
  static final String UPLOAD = "upload.erased";

  private static final String ERASED = "ERASED";

  private final SeriesSupply supply;
  private final MaskStore masks;
  private final SessionLocks locks;
  private final SessionEvents events;
  private final PacsSearch pacs;
  private final UploadService uploads;
  private final Set<Long> own = ConcurrentHashMap.newKeySet();

  ErasedTraces(
      SeriesSupply supply,
      MaskStore masks,
      SessionLocks locks,
      SessionEvents events,
      PacsSearch pacs,
      UploadService uploads) {
    this.supply = supply;
    this.masks = masks;
    this.locks = locks;
    this.events = events;
    this.pacs = pacs;
    this.uploads = uploads;
  }

  /** A deed of this replica, which need not learn of it. */
  void remember(long deed) {
    own.add(deed);
  }

  /** Lets go of it; how many volumes were in memory. */
  int forget(StudyScope scope) {
    for (UUID session : scope.sessions()) {
      awaitTurn(session);
      events.end(session, "session", ERASED);
    }
    masks.forget(scope.segments());
    pacs.forget(scope.study());
    int volumes = supply.forget(scope.study(), scope.series());
    scope.uploads().forEach(uploads::deleteFiles);
    return volumes;
  }

  /**
   * Lets go of what another replica has erased.
   *
   * @param number of the deed
   * @param id of a session or an upload, as the deed says
   */
  void forget(long number, String deed, @Nullable UUID id, String study) {
    if (own.remove(number)) {
      return;
    }
    if (id != null && deed.equals(UPLOAD)) {
      uploads.deleteFiles(id);
    } else if (id != null && deed.equals(SESSION)) {
      events.end(id, "session", ERASED);
    } else {
      masks.forgetAll();
      pacs.forget(study);
      supply.forget(study, Set.of());
    }
  }

  /** A click that is being computed remembers its mask at its end. */
  private void awaitTurn(UUID session) {
    try {
      locks.inOrder(session, () -> session);
    } catch (ApiException e) {
      // so many wait that each finds the session gone before it remembers anything
      return;
    }
  }
}
