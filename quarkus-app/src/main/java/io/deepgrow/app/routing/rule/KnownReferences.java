package io.deepgrow.app.routing.rule;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.connection.ConnectionChanges;
import io.deepgrow.app.connection.ConnectionRole;
import io.deepgrow.app.connection.ConnectionView;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.seg.terminology.Terminology;
import jakarta.enterprise.context.ApplicationScoped;

/** What this service has, by the services that hold it. */
@ApplicationScoped
class KnownReferences implements References {

  private final Terminology terminology = Terminology.standard();
  private final ModelService models;
  private final ConnectionChanges connections;
  private final Projects projects;
  private final AccountLookup accounts;

  KnownReferences(
      ModelService models,
      ConnectionChanges connections,
      Projects projects,
      AccountLookup accounts) {
    this.models = models;
    this.connections = connections;
    this.projects = projects;
    this.accounts = accounts;
  }

  @Override
  public boolean isStructure(String id) {
    return terminology.find(id).isPresent();
  }

  @Override
  public boolean isModel(String id) {
    return models.models().stream().anyMatch(model -> model.id().equals(id));
  }

  @Override
  public Use connection(String name) {
    return connections.list().stream()
        .filter(connection -> connection.name().equals(name))
        .findFirst()
        .map(KnownReferences::use)
        .orElse(Use.UNKNOWN);
  }

  private static Use use(ConnectionView connection) {
    ConnectionRole role = connection.settings().role();
    return role == null || role.isTarget() ? Use.TARGET : Use.SOURCE;
  }

  @Override
  public boolean isProject(String name) {
    return projects.list().stream().anyMatch(project -> project.name().equals(name));
  }

  @Override
  public boolean isAccount(String name) {
    try {
      return accounts.find(name).caller().name().equals(name);
    } catch (ApiException e) {
      return false;
    }
  }
}
