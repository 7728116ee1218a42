package dev.haversack.quickstart.data;

/** A stage of the pipeline, with the state and status that an opportunity has in it. */
enum DealStage {
  PROSPECTING("Prospecting", 0, 1),
  ENGAGING("Engaging", 0, 1),
  WON("Won", 1, 3),
  LOST("Lost", 2, 4),
  UNKNOWN("unknown", 0, 1);

  private final String label;
  private final int state;
  private final int status;

  DealStage(String label, int state, int status) {
    this.label = label;
    this.state = state;
    this.status = status;
  }

  String label() {
    return label;
  }

  int state() {
    return state;
  }

  int status() {
    return status;
  }

  static DealStage of(CrmRow row, FaultLog faults) {
    String text = row.textOrEmpty("deal_stage");
    for (DealStage stage : values()) {
      if (stage != UNKNOWN && stage.label.equalsIgnoreCase(text)) {
        return stage;
      }
    }
    faults.note("unknown deal stage", "loaded as open", row.where() + ": " + text);
    return UNKNOWN;
  }
}
