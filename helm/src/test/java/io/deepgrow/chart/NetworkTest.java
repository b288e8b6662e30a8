package io.deepgrow.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call whom: what was configured, and nothing else. */
class NetworkTest {

  private static final String DNS = "kube-system:53";

  static List<String> guarded() {
    return Chart.sets().stream().filter(set -> !set.equals("gpu-workers")).toList();
  }

  /** What a policy lets out, as {@code range:port}, {@code namespace:port} or {@code pods:port}. */
  private static Set<String> out(JsonNode policy) {
    Set<String> all = new TreeSet<>();
    for (JsonNode rule : policy.at("/spec/egress")) {
      assertThat(rule.path("to")).as("a rule without targets lets out everything").isNotEmpty();
      assertThat(rule.path("ports")).as("a rule without ports lets out everything").isNotEmpty();
      for (JsonNode to : rule.path("to")) {
        for (JsonNode port : rule.path("ports")) {
          all.add(target(to) + ":" + port.path("port").asText());
        }
      }
    }
    return all;
  }

  private static String target(JsonNode to) {
    if (to.has("ipBlock")) {
      return to.at("/ipBlock/cidr").asText();
    }
    if (to.has("namespaceSelector")) {
      String namespace =
          to.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText();
      assertThat(namespace).isNotEmpty();
      return namespace;
    }
    JsonNode labels = to.at("/podSelector/matchLabels");
    assertThat(labels).isNotEmpty();
    return labels.has("cnpg.io/cluster")
        ? "cnpg"
        : labels.path("app.kubernetes.io/component").asText();
  }

  private static Set<String> service(String set) {
    return out(Chart.one(set, "NetworkPolicy", "deepgrow-pacs"));
  }

  @Test
  void theServiceReachesItsDatabasePacsAndNamesOnly() {
    assertThat(service("external")).containsExactly("10.1.2.3/32:5432", "10.1.2.4/32:443", DNS);
  }

  @Test
  void theIdentityProviderAndTheAuditRepositoryAreReachedWhereTheyAreSet() {
    assertThat(service("hospital-proxy"))
        .containsExactly("10.1.2.3/32:5432", "10.1.2.5/32:443", "10.1.2.6/32:6514", DNS);
  }

  @Test
  void aDatabaseInTheClusterIsReachedByItsPods() {
    assertThat(service("trial")).containsExactly("database:5432", DNS);
    assertThat(service("cnpg")).containsExactly("cnpg:5432", DNS);
    assertThat(service("gpu")).containsExactly("databases:5432", DNS);
    assertThat(service("gateway")).containsExactly("2001:db8::3/128:5432", DNS);
  }

  @Test
  void anIdentityProviderThatIsSwitchedOffIsNotReached() {
    var values =
        Chart.with(Chart.values("external"), "oidc.egress", "[{cidr: 10.9.9.9/32, port: 443}]");
    assertThat(Chart.rendered(values).toString()).doesNotContain("10.9.9.9");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void everyPodOfTheReleaseIsUnderAPolicyForBothDirections(String set) {
    List<String> components = new ArrayList<>();
    for (JsonNode policy : Chart.ofKind(set, "NetworkPolicy")) {
      assertThat(Chart.texts(policy.at("/spec/policyTypes"))).containsExactly("Ingress", "Egress");
      JsonNode selector = policy.at("/spec/podSelector");
      components.add(selector.at("/matchLabels/app.kubernetes.io~1component").asText());
      selector
          .path("matchExpressions")
          .forEach(e -> components.addAll(Chart.texts(e.path("values"))));
    }
    for (JsonNode object : Chart.objects(set)) {
      JsonNode pod =
          object.path("kind").asText().equals("Pod") ? object : object.at("/spec/template");
      if (pod.has("spec") && pod.at("/spec").has("containers")) {
        assertThat(components)
            .contains(pod.at("/metadata/labels/app.kubernetes.io~1component").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void healthAndMetricsAreForMonitoringAndTheTestOnly(String set) {
    JsonNode policy = Chart.one(set, "NetworkPolicy", "deepgrow-pacs");
    for (JsonNode rule : policy.at("/spec/ingress")) {
      assertThat(rule.path("from")).as("a rule without sources lets in everybody").isNotEmpty();
      boolean management = rule.at("/ports/0/port").asText().equals("management");
      for (JsonNode from : rule.path("from")) {
        assertThat(from.isEmpty()).isFalse();
        if (management) {
          assertThat(target(from)).isIn("monitoring", "test");
        }
      }
    }
    for (String kind : List.of("Ingress", "HTTPRoute")) {
      Chart.ofKind(set, kind)
          .forEach(way -> assertThat(way.toString()).doesNotContain("management"));
    }
  }

  @Test
  void theTrialDatabaseAnswersTheServiceAndCallsNobody() {
    JsonNode policy = Chart.one("trial", "NetworkPolicy", "-database");
    assertThat(policy.at("/spec/egress").isMissingNode()).isTrue();
    assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(5432);
  }

  @Test
  void theHostOfTheWayInIsThatOfThePublicUrl() {
    assertThat(Chart.ofKind("external", "Ingress").get(0).at("/spec/rules/0/host").asText())
        .isEqualTo("ct.example.org");
    assertThat(Chart.texts(Chart.ofKind("gateway", "HTTPRoute").get(0).at("/spec/hostnames")))
        .containsExactly("ct.example.org");
  }
}
