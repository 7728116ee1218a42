package dev.haversack.replay.queue;

/**
 * Fired in the transaction that gives a device something to do.
 *
 * @param device the device
 */
public record DeviceWorkAdded(DeviceKey device) {}
