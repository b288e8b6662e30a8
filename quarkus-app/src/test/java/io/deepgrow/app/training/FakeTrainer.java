package io.deepgrow.app.training;

import io.deepgrow.app.TestFolders;
import io.deepgrow.app.registry.ModelZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that writes what {@code deepgrow train} and {@code deepgrow export} write. */
public final class FakeTrainer {

  private static final String SCRIPT =
      """
      command=$1
      shift
      while [ $# -gt 1 ]; do
        case $1 in
        --data) data=$2 ;;
        --out) out=$2 ;;
        esac
        shift 2
      done
      if [ "$command" = export ]; then
        mkdir -p "$out"
        cp "$(dirname "$0")/model.onnx" "$out/model.onnx"
        sed "s/\\"id\\" : \\"[^\\"]*\\"/\\"id\\" : \\"$(basename "$out")\\"/; s/\\"version\\" : \\"[^\\"]*\\"/\\"version\\" : \\"trained\\"/" \\
          "$(dirname "$0")/model.json" >"$out/model.json"
        exit 0
      fi
      mkdir -p "$out"
      ls "$data" >"$out/listing"
      case $data in
      *bad*)
        echo no such patch
        exit 3
        ;;
      *endless*)
        sleep 600 &
        echo $! >"$out/child.part"
        mv "$out/child.part" "$out/child"
        wait
        ;;
      esac
      printf 'step,loss,dice,rate\\n20,0.6,0.4,1e-3\\n40,0.5,0.6,1e-3\\n' >"$out/curve.csv"
      printf 'step,score,1,2\\n40,0.7,0.6,0.8\\n' >"$out/validation.csv"
      touch "$out/best.snapshot"
      echo "step 20 of 40  loss 0.600  Dice 0.400  rate 1.0e-03  0.10 s a step, 0 % of it waiting for patches, 1 min left"
      echo "step 40 of 40  loss 0.500  Dice 0.600  rate 1.0e-03  0.10 s a step, 0 % of it waiting for patches, 0 min left"
      """;

  private FakeTrainer() {}

  /** Settings with which a service trains by it, on the data sets good, bad and endless. */
  public static Map<String, String> settings() {
    Path folder = TestFolders.create("trainer");
    try {
      Path script = Files.writeString(folder.resolve("train.sh"), SCRIPT);
      Files.write(folder.resolve("model.onnx"), ModelZip.graph());
      Files.write(
          folder.resolve("model.json"), io.deepgrow.model.DescriptorJson.write(ModelZip.BUNDLED));
      for (String name : List.of("good", "bad", "endless")) {
        Path data = Files.createDirectories(folder.resolve("data").resolve(name));
        Files.writeString(data.resolve("a-image.nii.gz"), name);
      }
      return Map.of(
          "deepgrow.train.command", "sh," + script,
          "deepgrow.train.data-root", folder.resolve("data").toString(),
          "deepgrow.train.out", folder.resolve("runs").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
