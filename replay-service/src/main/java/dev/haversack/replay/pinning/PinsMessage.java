package dev.haversack.replay.pinning;

import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.PinnedRecord;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * A report as the outbox stores it.
 *
 * @param deviceId the device
 * @param pins what is told
 */
@RegisterForReflection(targets = {PinsMessage.class, DevicePins.class, PinnedRecord.class})
record PinsMessage(UUID deviceId, DevicePins pins) {}
