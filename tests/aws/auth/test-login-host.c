#include "qs-login-host.h"

#include "qs-test.h"

static const char *good[] = {
  "https://device.sso.us-east-1.amazonaws.com/",
  "https://device.sso.eu-central-1.amazonaws.com/?user_code=ABCD-EFGH",
  "https://device.sso.cn-north-1.amazonaws.com.cn/",
  "https://oidc.us-gov-west-1.amazonaws.com/authorize?a=b",
  "https://oidc.eusc-de-east-1.amazonaws.eu/authorize",
  "https://d-1234567890.awsapps.com/start/#/device",
  "https://my-university.awsapps.com/start",
  "https://start.us-gov-home.awsapps.com/directory/x",
  "https://start.home.awsapps.cn/directory/x",
  "https://ssoins-0123456789abcdef.portal.us-east-1.app.aws/start",
  "https://us-east-1.signin.aws/platform/login",
  "https://signin.aws.amazon.com/device",
  "https://device.sso.us-east-1.amazonaws.com:443/",
  "HTTPS://DEVICE.SSO.us-east-1.amazonaws.com/",
};

static const char *bad[] = {
  "",
  "device.sso.us-east-1.amazonaws.com",
  "http://device.sso.us-east-1.amazonaws.com/",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://evil.com/",
  "https://device.sso.us-east-1.amazonaws.com.evil.com/",
  "https://device.sso.us-east-1.amazonaws.com@evil.com/",
  "https://user@device.sso.us-east-1.amazonaws.com/",
  "https://device.sso.us-east-1.amazonaws.com:8443/",
  "https://evil.com/device.sso.us-east-1.amazonaws.com",
  "https://evil.com\\.awsapps.com/",
  "https://evil.com#.awsapps.com/",
  "https://evil.com?.awsapps.com/",
  "https://evilawsapps.com/start",
  "https://awsapps.com.evil.com/start",
  "https://.awsapps.com/",
  "https://d-1.awsapps.com./start",
  "https://xn--wsapps-9qd.com/",
  "https://d-1.аwsapps.com/start",
  "https://my-bucket.s3.amazonaws.com/login.html",
  "https://my-bucket.s3.us-east-1.amazonaws.com/device",
  "https://device.sso.us-east-1.s3.amazonaws.com/",
  "https://abc.execute-api.us-east-1.amazonaws.com/device",
  "https://lb-1.us-east-1.elb.amazonaws.com/",
  "https://ec2-1-2-3-4.compute-1.amazonaws.com/",
  "https://device.sso..amazonaws.com/",
  "https://device.sso.amazonaws.com.evil/",
  "https://device.ssoXus-east-1.amazonaws.com/",
  "https://d_1.awsapps.com/start",
  "https://d-1.awsapps.com/ start",
  "https://d-1.awsapps.com/\nstart",
  "http://127.0.0.1:8080/device",
  "http://localhost/device",
  "https://[::1]/device",
  "https://169.254.169.254/",
};

static void
test_hosts_of_aws_are_allowed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i]);
      g_assert_true (qs_login_host_allows (good[i], FALSE));
    }
}

static void
test_look_alikes_are_not (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (qs_login_host_allows (bad[i], FALSE));
    }
}

static void
test_this_computer_only_where_it_is_meant (void)
{
  g_assert_true (qs_login_host_allows ("http://127.0.0.1:8080/device", TRUE));
  g_assert_true (qs_login_host_allows ("http://localhost/device", TRUE));
  g_assert_true (qs_login_host_allows ("https://[::1]:1/device", TRUE));
  g_assert_true (qs_login_host_allows ("https://d-1.awsapps.com/start", TRUE));
  g_assert_false (qs_login_host_allows ("ftp://127.0.0.1/device", TRUE));
  g_assert_false (qs_login_host_allows ("http://127.0.0.1.evil.com/", TRUE));
  g_assert_false (qs_login_host_allows ("http://10.0.0.1/", TRUE));
  g_assert_false (qs_login_host_allows ("http://d-1.awsapps.com/start", TRUE));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/login-host/hosts-of-aws", test_hosts_of_aws_are_allowed);
  g_test_add_func ("/login-host/look-alikes", test_look_alikes_are_not);
  g_test_add_func ("/login-host/this-computer", test_this_computer_only_where_it_is_meant);

  return g_test_run ();
}
