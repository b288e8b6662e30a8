package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** No more people mark a study than its project has copies of it. */
@ApplicationScoped
class BlindCopies {

  /** Others who have a session on a study that is open or was stored from. */
  private static final String OTHERS =
      """
      select count(distinct coalesce(cast(a.owner_id as text), a.owner_name))
      from annotation_session a
      where a.study_uid = :study and a.owner_name <> :me and (a.state <> 'CLOSED'
        or exists (select 1 from stored_result r where r.session_id = a.id))
      """;

  private static final String COPIES =
      """
      select max(t.overlap) from project_settings t
      join project_study s on s.project_id = t.project_id where s.study_uid = :study
      """;

  private final EntityManager entities;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  BlindCopies(EntityManager entities, AccessPolicy access, CurrentCaller callers) {
    this.entities = entities;
    this.access = access;
    this.callers = callers;
  }

  /**
   * Lets the caller mark a study if a copy of it is left; joins the caller's transaction.
   *
   * @throws ApiException {@code review.copies_taken}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  void require(String study) {
    if (!access.hidden().contains(study)) {
      return;
    }
    long others =
        number(
            entities
                .createNativeQuery(OTHERS)
                .setParameter("study", study)
                .setParameter("me", callers.get().name())
                .getSingleResult());
    long copies =
        number(entities.createNativeQuery(COPIES).setParameter("study", study).getSingleResult());
    if (others >= copies) {
      throw new ApiException(
          ErrorCode.REVIEW_COPIES_TAKEN,
          "As many people as its project wants mark this study already: " + copies);
    }
  }

  private static long number(Object count) {
    return count == null ? 0 : ((Number) count).longValue();
  }
}
