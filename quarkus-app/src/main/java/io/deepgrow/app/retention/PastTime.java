package io.deepgrow.app.retention;

/** Statements that drop {@code :most} rows of before {@code :before}. */
final class PastTime {

  static final String ANSWERS =
      "delete from idempotent_answer where ctid in (select ctid from idempotent_answer where"
          + " created_at < :before limit :most)";

  static final String RESULT_BYTES = bytes("r.state = 'VERIFIED' and r.verified_at < :before");

  /** Their masks are still in the session, but labels that a client drew are nowhere else. */
  static final String REJECTED_BYTES =
      bytes("r.state in ('REJECTED', 'WITHHELD') and r.next_attempt < :before");

  static final String IDLE_SESSIONS =
      """
      update annotation_session set state = 'CLOSED', closed_at = now() where id in (
        select s.id from annotation_session s
        where s.state in ('READY', 'FAILED') and s.created_at < :before
          and not exists (
            select 1 from segment g join mask_revision m on m.segment_id = g.id
            where g.session_id = s.id and m.created_at >= :before)
          and not exists (
            select 1 from stored_result r
            where r.session_id = s.id and (
              r.created_at >= :before or r.state in ('PENDING', 'STORED', 'AWAITING_REVIEW')))
          and not exists (
            select 1 from review v
            where v.session_id = s.id and v.state in ('AWAITED', 'RETURNED'))
        limit :most)
      """;

  /** The newest of each session stays: it tells a listener that others are gone. */
  static final String EVENTS =
      "delete from session_event where ctid in (select e.ctid from session_event e join"
          + " annotation_session s on s.id = e.session_id where e.created_at < :before and e.number <"
          + " s.last_event limit :most)";

  /**
   * In a closed session nothing is undone. The newest mask of each segment stays, and so do the
   * clicks and initial masks that all others can be made from again.
   */
  static final String EARLIER_MASKS =
      """
      delete from mask_revision where id in (
        select m.id from annotation_session s
        join segment g on g.session_id = s.id
        join mask_revision m on m.segment_id = g.id
        where s.state = 'CLOSED' and s.closed_at < :before
          and m.revision < (
            select max(n.revision) from mask_revision n where n.segment_id = m.segment_id)
          and not exists (
            select 1 from stored_result r
            where r.session_id = s.id and r.state in ('PENDING', 'STORED', 'AWAITING_REVIEW'))
        limit :most)
      """;

  static final String TRIALS =
      "delete from model_trial where id in (select id from model_trial where state in ('DONE',"
          + " 'FAILED') and created_at < :before limit :most)";

  static final String SIGHTINGS =
      "delete from sighting where id in (select id from sighting where state in ('DECIDED', 'GONE')"
          + " and changed_at < :before and waiting_since < :before limit :most)";

  static final String READING_TASKS =
      "delete from reading_task where id in (select id from reading_task where state in ('DONE',"
          + " 'WITHDRAWN') and changed_at < :before limit :most)";

  static final String JOBS =
      "delete from routing_job where id in (select id from routing_job where ended_at < :before"
          + " limit :most)";

  static final String WORKITEMS =
      "delete from routing_workitem where id in (select id from routing_workitem where ended_at <"
          + " :before limit :most)";

  static final String DECISIONS =
      "delete from routing_decision where id in (select id from routing_decision where created_at <"
          + " :before limit :most)";

  static final String DRY_RUNS =
      "delete from routing_dry_run where id in (select id from routing_dry_run where created_at <"
          + " :before limit :most)";

  private PastTime() {}

  private static String bytes(String which) {
    return "delete from stored_result_bytes where result_id in (select b.result_id from"
        + " stored_result_bytes b join stored_result r on r.id = b.result_id where "
        + which
        + " limit :most)";
  }
}
