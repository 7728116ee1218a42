package dev.haversack.profile.organization;

import dev.haversack.contract.model.Organization;
import dev.haversack.profile.feed.Change;

/** What a feature puts into every new organization. */
public interface OrganizationSetup {

  /** Called in the transaction that creates the organization. */
  void setUp(Change change, Organization organization);
}
