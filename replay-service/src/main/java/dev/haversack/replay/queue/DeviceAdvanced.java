package dev.haversack.replay.queue;

import dev.haversack.contract.model.ApplyOutcome;
import java.util.List;

/**
 * Fired at the end of the transaction that replays actions of a device.
 *
 * @param device the device
 * @param outcomes what became of the actions that were tried
 * @param unsettled whether any action failed or was held
 */
public record DeviceAdvanced(DeviceKey device, List<ApplyOutcome> outcomes, boolean unsettled) {}
