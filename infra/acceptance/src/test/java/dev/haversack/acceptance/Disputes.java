package dev.haversack.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.BatchState;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import dev.haversack.quickstart.client.Answer;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What two need to come into conflict over an account of the {@link Bank}. */
final class Disputes {

  private static final String ACCOUNTS = "/dataset/v1/records/account";

  private Disputes() {}

  /** A new account; its id. */
  static UUID open(ApiClient admin, int balance) {
    UUID account = UUID.randomUUID();
    ObjectNode start = Json.object().put("name", "Start").put(Bank.BALANCE, balance);
    answered(() -> admin.post(ACCOUNTS, new NewRecord(account, start), JsonNode.class));
    return account;
  }

  static StoredRecord account(ApiClient client, UUID account) {
    return answered(() -> client.get(path(account), StoredRecord.class));
  }

  static String path(UUID account) {
    return ACCOUNTS + "/" + account;
  }

  /** Changes an account online, whatever it is at. */
  static void change(ApiClient admin, UUID account, ObjectNode attributes) {
    String version = "\"" + account(admin, account).version() + "\"";
    answered(() ->
        admin.patch(path(account), Map.of("attributes", attributes), JsonNode.class, version));
  }

  static UploadAction update(long sequence, UUID account, long seen, ObjectNode attributes) {
    return new UploadAction(
        UUID.randomUUID(),
        sequence,
        "account",
        account,
        Operation.UPDATE,
        null,
        null,
        attributes,
        seen,
        null,
        null);
  }

  /** Uploads a batch; its receipt, once nothing of it is on its way any more. */
  static BatchReceipt upload(ApiClient teller, UUID device, List<UploadAction> actions) {
    String path = "/replay/v1/devices/" + device + "/batches";
    UploadBatch batch = new UploadBatch(UUID.randomUUID(), actions);
    answered(() -> teller.post(path, batch, BatchReceipt.class));
    return Await.value(
        "outcome",
        TestSuite.PATIENCE,
        () ->
            Optional.of(
                    answered(() ->
                        teller.get(
                            path + "/" + batch.batchId(),
                            BatchReceipt.class,
                            Map.of("Prefer", "wait=10"))))
                .filter(receipt -> receipt.state() != BatchState.PROCESSING));
  }

  static <T> T answered(Supplier<Answer<T>> call) {
    return LogDevice.untilAnswered("answer", () -> Optional.of(call.get().body()));
  }
}
