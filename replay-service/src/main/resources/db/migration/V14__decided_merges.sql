-- Where attributes come from, as who settled a sync error decided; from the order to the action that is sent on, until the receipt says it.
ALTER TABLE resolution ADD COLUMN merges jsonb;
