package io.deepgrow.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.NamedCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that take two people. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class TwoPeopleIT {

  @Inject SecurityIdentity identity;
  @Inject ModelVersions versions;
  @Inject IncomingModel incoming;
  @Inject Choices choices;
  @Inject AuditTrail audit;
  @Inject EntityManager entities;
  @Inject Clock clock;

  private final Caller grace = person("grace");
  private final Caller alan = person("alan");
  private String model;
  private UUID version;

  private static Caller person(String name) {
    return new Caller(
        UUID.randomUUID(), Caller.Kind.PERSON, name, name, Set.of(Grant.everywhere(Role.OPERATOR)));
  }

  @BeforeEach
  void upload() {
    model = "two-people-" + UUID.randomUUID().toString().substring(0, 8);
    version = incoming.add(new ByteArrayInputStream(ModelZip.named(model)), null).id();
    versions.tried(version);
  }

  private Activation as(Caller caller) {
    CurrentCaller callers = new NamedCaller(identity, caller);
    DeepgrowConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(DeepgrowConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("deepgrow.models.two-person-activation", "true"), "test", 100))
            .build()
            .getConfigMapping(DeepgrowConfig.class);
    return new Activation(
        versions, choices, new Changes(entities, callers, clock), audit, callers, config);
  }

  private static void refused(Runnable deed, ErrorCode code) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void anActivationIsDoneOnlyWhenSomebodyElseApprovesIt() {
    ChangeView requested = as(grace).activate(version, false);
    assertThat(requested.state()).isEqualTo(ChangeState.REQUESTED);
    assertThat(versions.active(model)).isEmpty();
    refused(() -> as(grace).approve(requested.id()), ErrorCode.MODEL_SAME_PERSON);
    refused(() -> as(Caller.ANYONE).approve(requested.id()), ErrorCode.FORBIDDEN);
    refused(() -> as(alan).activate(version, false), ErrorCode.MODEL_REQUESTED);

    ChangeView done = as(alan).approve(requested.id());

    assertThat(done.state()).isEqualTo(ChangeState.DONE);
    assertThat(done.requestedBy()).isEqualTo("grace");
    assertThat(done.decidedBy()).isEqualTo("alan");
    assertThat(versions.active(model).orElseThrow().id()).isEqualTo(version);
    refused(() -> as(alan).approve(requested.id()), ErrorCode.MODEL_VERSION_NOT_FOUND);
  }

  @Test
  void whatIsWithdrawnIsNotDoneAndAnotherCanBeRequested() {
    ChangeView requested = as(grace).activate(version, false);
    assertThat(as(grace).withdraw(requested.id()).state()).isEqualTo(ChangeState.WITHDRAWN);
    refused(() -> as(alan).approve(requested.id()), ErrorCode.MODEL_VERSION_NOT_FOUND);
    assertThat(versions.active(model)).isEmpty();
    assertThat(as(alan).activate(version, false).state()).isEqualTo(ChangeState.REQUESTED);
  }

  @Test
  void goingBackNeverWaits() {
    as(alan).approve(as(grace).activate(version, false).id());
    UUID other =
        incoming
            .add(
                new ByteArrayInputStream(
                    ModelZip.of(
                        json ->
                            json.replaceFirst("\"id\" : \"[^\"]*\"", "\"id\" : \"" + model + "\"")
                                .replaceFirst(
                                    "\"version\" : \"[^\"]*\"", "\"version\" : \"next\""))),
                null)
            .id();
    versions.tried(other);
    ChangeView canary = as(grace).canary(other, 10);
    assertThat(canary.state()).isEqualTo(ChangeState.REQUESTED);
    as(alan).approve(canary.id());
    assertThat(versions.get(other).state()).isEqualTo(VersionState.CANARY);
    as(alan).approve(as(grace).activate(other, false).id());
    assertThat(versions.get(other).state()).isEqualTo(VersionState.ACTIVE);

    assertThat(as(grace).rollBack(model).state()).isEqualTo(ChangeState.DONE);

    assertThat(versions.active(model).orElseThrow().id()).isEqualTo(version);
  }
}
