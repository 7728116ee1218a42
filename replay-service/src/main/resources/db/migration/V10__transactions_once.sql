-- Whether a device has used an id of a local transaction before.
CREATE INDEX action_of_transaction ON action (org_id, device_id, transaction_id)
  WHERE transaction_id IS NOT NULL;
