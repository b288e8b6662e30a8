package io.deepgrow.training.weights;

import java.util.Set;

/** A class or function that a pickle may name; a marker only, nothing is ever loaded or called. */
sealed interface PickleGlobal {

  /** Names in {@code torch.jit._pickle} that only give their argument a type. */
  Set<String> SCRIPT_LISTS =
      Set.of(
          "build_intlist",
          "build_doublelist",
          "build_boollist",
          "build_tensorlist",
          "restore_type_tag");

  /** {@code collections.OrderedDict}. */
  record OrderedDict() implements PickleGlobal {}

  /** {@code torch._utils._rebuild_tensor_v2}. */
  record RebuildTensor() implements PickleGlobal {}

  /** {@code torch.<type>Storage}. */
  record Storage(ElementType type) implements PickleGlobal {}

  /** A class below {@code __torch__}, in TorchScript archives. */
  record ScriptClass() implements PickleGlobal {}

  /** A typed list or dict of {@code torch.jit._pickle}, in TorchScript archives: its argument. */
  record ScriptList() implements PickleGlobal {}

  /**
   * The marker of a name.
   *
   * @param script whether TorchScript classes may appear
   * @throws WeightsException for every other name
   */
  static PickleGlobal of(String module, String name, boolean script) {
    if (module.equals("collections") && name.equals("OrderedDict")) {
      return new OrderedDict();
    }
    if (module.equals("torch._utils") && name.equals("_rebuild_tensor_v2")) {
      return new RebuildTensor();
    }
    if (script && (module.equals("__torch__") || module.startsWith("__torch__."))) {
      return new ScriptClass();
    }
    if (script && module.equals("torch.jit._pickle") && SCRIPT_LISTS.contains(name)) {
      return new ScriptList();
    }
    if (module.equals("torch") && ElementType.ofStorage(name).isPresent()) {
      return new Storage(ElementType.ofStorage(name).get());
    }
    throw new WeightsException(
        "The checkpoint's pickle wants %s.%s, which is refused: only collections.OrderedDict, torch._utils._rebuild_tensor_v2 and torch storages are read, and nothing is executed"
            .formatted(Names.printable(module), Names.printable(name)));
  }
}
