package dev.haversack.dataset.configuration;

import java.util.UUID;

/** Where the configuration of organizations is found. */
@FunctionalInterface
public interface Models {

  /**
   * The configuration of an organization, of any revision from this one on; whether there is a
   * later one need not be asked. Never called within a transaction.
   *
   * @throws dev.haversack.platform.problem.ProblemException {@code not-ready} when nothing of the
   *     organization has arrived yet
   */
  OrganizationModel atLeast(UUID organizationId, long revision);
}
