/// A line of a server access log: `invoices`, read by somebody on 3 February 2020 unless it says otherwise.
func accessLogLine(
  _ operation: String = "REST.GET.OBJECT", by requester: String = "-", key: String = "a.csv",
  status: String = "200", error: String = "-", id: String = "3E57427F3EXAMPLE",
  bucket: String = "invoices", time: String = "03/Feb/2020:15:34:11 +0000",
  uri: String = #""GET /invoices/a.csv HTTP/1.1""#, referer: String = #""-""#,
  userAgent: String = #""curl/7.68""#, acl: String? = "-", tail: String? = nil
) -> String {
  let old = "- hZ9Lr= SigV4 ECDHE-RSA-AES128-SHA AuthHeader invoices.s3.amazonaws.com TLSv1.2 -"
  let end = tail ?? old + (acl.map { " \($0) us-east-1" } ?? "")
  return "\(ownerID) \(bucket) [\(time)] 203.0.113.7 \(requester) \(id) \(operation) \(key) \(uri)"
    + " \(status) \(error) 113 - 7 5 \(referer) \(userAgent) \(end)"
}

/// The canonical id of the bucket's owner.
let ownerID = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"

/// The canonical id of somebody else.
let strangerID = "22c9a8d3b1f0449ea1b0c7c5a6f4d3e2b1a09f8e7d6c5b4a39281706f5e4d3c2"
