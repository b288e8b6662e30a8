package io.deepgrow.app.compat.monailabel.infer;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.compat.answer.Body;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.compat.session.ClientWork;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** A mask as a DICOM SEG that is handed over, not stored. */
@ApplicationScoped
class SegAnswers {

  private final ClientWork work;
  private final ResultService results;
  private final StructureNames structures;
  private final ClientAnswers answers;

  SegAnswers(
      ClientWork work, ResultService results, StructureNames structures, ClientAnswers answers) {
    this.work = work;
    this.results = results;
    this.structures = structures;
    this.answers = answers;
  }

  /** The segment is called what the first entry of {@code label_info} says. */
  Response answer(InferImages.Asked asked, PublishedModel model, Mask mask, JsonNode params) {
    SessionKey session = work.session(asked.owner(), asked.image(), model, null);
    String name = params.path("label_info").path(0).path("name").asText("");
    byte[] seg = results.render(session.id(), List.of(new NamedMask(structures.of(name), mask)));
    return answers.file(new MaskFile("result.dcm", Body.of(seg)), "application/dicom");
  }
}
