package io.deepgrow.training.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of {@code torch.save} or {@code torch.jit.save}: a ZIP archive with one folder that holds
 * a pickle and, beside it, the storages of its tensors.
 */
final class TorchArchive implements Checkpoint {

  /** Longest storage, in bytes; the published network has 28 MB in its largest. */
  static final long MAX_STORAGE = 512L << 20;

  private static final PickleLimits LIMITS = PickleLimits.standard();

  private final StoredZip zip;
  private final String root;
  private final boolean script;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private String lastKey = "";
  private ByteBuffer lastStorage = ByteBuffer.allocate(0);

  private TorchArchive(StoredZip zip) throws IOException {
    this.zip = zip;
    this.root = root(zip);
    this.script = zip.names().contains(root + "/constants.pkl");
    if (zip.names().contains(root + "/byteorder") && !text(root + "/byteorder").equals("little")) {
      throw new WeightsException("The checkpoint's numbers are big-endian, which is not read");
    }
    byte[] pickle = zip.read(root + "/data.pkl", LIMITS.bytes());
    Object value = Unpickler.read(pickle, LIMITS, script);
    Map<String, TensorView> views = script ? ScriptWalk.tensors(value) : StateDict.tensors(value);
    views.forEach((name, view) -> tensors.put(name, new Stored(view)));
  }

  static TorchArchive open(Path path) throws IOException {
    StoredZip zip = StoredZip.open(path);
    try {
      return new TorchArchive(zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public String kind() {
    return script ? "TorchScript archive" : "PyTorch state dict";
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** Tensors that share a storage mostly follow one another, so the last one is kept. */
  private ByteBuffer storage(StorageRef storage) throws IOException {
    if (!storage.key().equals(lastKey)) {
      lastStorage = ByteBuffer.allocate(0);
      byte[] bytes = zip.read(root + "/data/" + storage.key(), MAX_STORAGE);
      lastStorage = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      lastKey = storage.key();
    }
    if (lastStorage.capacity() < storage.byteLength()) {
      throw new WeightsException(
          "Storage %s has %,d bytes, the pickle says %,d"
              .formatted(storage.key(), lastStorage.capacity(), storage.byteLength()));
    }
    return lastStorage;
  }

  private String text(String name) throws IOException {
    return new String(zip.read(name, 64), StandardCharsets.US_ASCII).strip();
  }

  private static String root(StoredZip zip) {
    List<String> pickles = zip.names().stream().filter(n -> n.matches("[^/]+/data\\.pkl")).toList();
    if (pickles.size() != 1) {
      throw new WeightsException(
          "The archive is not PyTorch's: it has " + pickles.size() + " data.pkl instead of one");
    }
    return pickles.get(0).substring(0, pickles.get(0).indexOf('/'));
  }

  private final class Stored implements StoredTensor {

    private final TensorView view;

    private Stored(TensorView view) {
      this.view = view;
    }

    @Override
    public List<Long> edges() {
      return view.edges();
    }

    @Override
    public boolean isReal() {
      return view.storage().type().isReal();
    }

    @Override
    public float[] values() throws IOException {
      return view.read(storage(view.storage()));
    }
  }
}
