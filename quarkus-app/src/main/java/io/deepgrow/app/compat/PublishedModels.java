package io.deepgrow.app.compat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.model.ModelDescriptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * The models as clients see them: the standard one as {@code deepgrow_2d} and {@code deepgrow_3d},
 * the only names that MITK lists by itself, and all others under their own.
 */
@ApplicationScoped
public class PublishedModels {

  public static final String FLAT = "deepgrow_2d";
  public static final String SOLID = "deepgrow_3d";

  private final ModelService models;

  PublishedModels(ModelService models) {
    this.models = models;
  }

  public List<PublishedModel> all() {
    ModelDescriptor standard = models.require(null);
    List<PublishedModel> all = new ArrayList<>();
    all.add(new PublishedModel(FLAT, standard.id(), 2, "Clicks on one slice; " + standard.title()));
    all.add(
        new PublishedModel(SOLID, standard.id(), 3, "Clicks in the volume; " + standard.title()));
    models.models().stream()
        .filter(m -> !m.id().equals(standard.id()))
        .map(m -> new PublishedModel(m.id(), m.id(), 3, m.title()))
        .forEach(all::add);
    return all;
  }

  /**
   * A model by the name clients use.
   *
   * @throws ApiException {@code model.not_found}
   */
  public PublishedModel require(String name) {
    return all().stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "There is no model of that name; there are "
                        + all().stream().map(PublishedModel::name).toList()));
  }
}
