package dev.haversack.replay.upload;

import static org.hamcrest.Matchers.equalTo;

import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.restassured.response.ValidatableResponse;

/** A device, and how its uploads are answered. */
abstract class UploadFixture extends ReplayTest {

  final TestDevice device = new TestDevice();

  ValidatableResponse upload(Object body, String prefer) {
    return device
        .upload(
            body,
            prefer,
            "wait=soon".equals(prefer) ? Contract.answer() : Contract.requestAndAnswer())
        .then();
  }

  ValidatableResponse refused(Object body, int status, String code) {
    ValidatableResponse answer =
        device.upload(body, null, Contract.answer()).then().statusCode(status);
    return code == null ? answer : answer.body("code", equalTo(code));
  }

  void unknownDevice() {
    device.get("").then().statusCode(404);
  }

  String token() {
    return Tokens.user(device.organization(), device.user());
  }
}
