package dev.haversack.conflict.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where organizations may have us post to. */
class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "10.1.2.3, true",
    "172.16.0.1, true",
    "192.168.1.1, true",
    "169.254.169.254, true",
    "100.64.0.1, true",
    "0.0.0.0, true",
    "0.1.2.3, true",
    "224.0.0.1, true",
    "::1, true",
    "fe80::1, true",
    "fd00::1, true",
    "::ffff:10.0.0.1, true",
    "198.18.0.1, true",
    "240.0.0.1, true",
    "192.0.0.8, true",
    "64:ff9b::a9fe:a9fe, true",
    "2002:a00:1::1, true",
    "::8.8.8.8, true",
    "8.8.8.8, false",
    "100.128.0.1, false",
    "2001:4860:4860::8888, false"
  })
  void networksOfOnesOwnAreTold(String address, boolean isPrivate) throws UnknownHostException {
    assertEquals(isPrivate, Address.isPrivate(address));
  }

  @Test
  void onlyWholeHttpsAddressesWillDo() {
    assertNull(Address.fault("https://hooks.example.com/a?b=c", false));
    assertNotNull(Address.fault("http://hooks.example.com/", false));
    assertNull(Address.fault("http://hooks.example.com/", true));
    assertNotNull(Address.fault("https://10.0.0.1/x", false));
    assertNotNull(Address.fault("https://[::1]/x", false));
    assertNull(Address.fault("https://10.0.0.1/x", true));
    assertNull(Address.fault("https://8.8.8.8/x", false));
    assertNotNull(Address.fault("https://user@hooks.example.com/", true));
    assertNotNull(Address.fault("https://hooks.example.com/#a", true));
    assertNotNull(Address.fault("https:///path", true));
    assertNotNull(Address.fault("https://hooks.example.com:99999/", true));
    assertNotNull(Address.fault("https://hooks.example.com:0/", true));
    assertNotNull(Address.fault("https://a b/", true));
  }
}
