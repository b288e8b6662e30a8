package io.deepgrow.app.routing.job;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a job needs to know of others on its series. */
@ApplicationScoped
public class JobSiblings {

  private static final String STATES =
      """
      select distinct o.state from routing_job j join routing_job o
        on o.study_uid = j.study_uid and o.series_uid = j.series_uid and o.rule_id = j.rule_id
        and o.rule_version = j.rule_version
        and o.connection_id is not distinct from j.connection_id
      where j.id = :id and o.kind <> 'NOTIFY'
      """;

  private static final String SENT =
      """
      select o.outputs from routing_job j join routing_job o
        on o.study_uid = j.study_uid and o.series_uid = j.series_uid and o.kind = 'SEND'
        and o.connection_id is not distinct from j.connection_id
      where j.id = :id and o.id <> j.id
      order by o.created_at desc limit 100
      """;

  private final EntityManager entities;
  private final JobJson json;

  JobSiblings(EntityManager entities, JobJson json) {
    this.entities = entities;
    this.json = json;
  }

  /** The states of the other jobs of the same rule on the same series, messages not among them. */
  public Set<JobState> states(UUID job) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    texts(STATES, job).forEach(state -> states.add(JobState.valueOf(state)));
    return states;
  }

  /** What other jobs have sent of the same series, the newest first. */
  public List<JobOutputs.Copy> sent(UUID job) {
    return texts(SENT, job).stream()
        .flatMap(outputs -> json.read(outputs, JobOutputs.class).copies().stream())
        .toList();
  }

  private List<String> texts(String sql, UUID job) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(() -> entities.createNativeQuery(sql).setParameter("id", job).getResultList());
    return rows.stream().map(String.class::cast).toList();
  }
}
