"""Mail as mail servers return it, for the tests: notes by Postfix, Exim and Exchange as they look in the world."""

NAME = "0123456789abcdef0123456789abcdef01234567"


def postfix(*, name=NAME, to="amina@example.test", status="5.1.1", action="failed", said="550 5.1.1 User unknown", original=None):
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.example.test (Mail Delivery System)
To: post@joined-up-lives.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="A1B2C3.1394000000/mx.example.test"
Message-Id: <20140303100001.A1B2C3@mx.example.test>

This is a MIME-encapsulated message.

--A1B2C3.1394000000/mx.example.test
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--A1B2C3.1394000000/mx.example.test
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.test
X-Postfix-Queue-ID: A1B2C3
Arrival-Date: Mon,  3 Mar 2014 10:00:00 +0000 (GMT)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{original or to}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.test
Diagnostic-Code: smtp; {said}

--A1B2C3.1394000000/mx.example.test
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Joined-Up Lives <post@joined-up-lives.example>
To: {to}
Subject: Something waits for you
Message-ID: <{name}@joined-up-lives.example>
Auto-Submitted: auto-generated
Content-Type: text/plain; charset="utf-8"

Dear Amina, please have a look.

--A1B2C3.1394000000/mx.example.test--
""".encode()


def exim(*, name=NAME, to="amina@example.test"):
    """An older one: nothing for machines but its head."""
    return f"""Return-path: <>
X-Failed-Recipients: {to}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mx.example.test>
To: post@joined-up-lives.example
References: <{name}@joined-up-lives.example>
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1WKQ5z-0001@mx.example.test>

This message was created automatically by mail delivery software.
A message that you sent could not be delivered: {to}: Unrouteable address
""".encode()


def exchange(*, name=NAME, to="amina@example.test", status="5.2.2"):
    """Only the head of the mail comes back, as text."""
    return f"""From: <postmaster@outlook.example>
To: <post@joined-up-lives.example>
Subject: Undeliverable: Something waits for you
Content-Type: multipart/report; report-type=delivery-status; boundary="_b_"
MIME-Version: 1.0
X-MS-Exchange-Message-Is-Ndr:
In-Reply-To: <{name}@joined-up-lives.example>

--_b_
Content-Type: multipart/alternative; boundary="_a_"

--_a_
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><b>The recipient's mailbox is full.</b></html>

--_a_--
--_b_
Content-Type: message/delivery-status

Reporting-MTA: dns;outlook.example
Received-From-MTA: dns;mx.joined-up-lives.example

Final-Recipient: rfc822;{to.upper()}
Action: FAILED
Status: {status}
Diagnostic-Code: smtp;552 5.2.2 mailbox full

--_b_
Content-Type: text/rfc822-headers

From: Joined-Up Lives <post@joined-up-lives.example>
Message-ID: <{name}@joined-up-lives.example>
Subject: Something waits for you

--_b_--
""".encode()


def out_of_office(*, name=NAME):
    return f"""From: Amina <amina@example.test>
To: post@joined-up-lives.example
Subject: I am away until 20 March
Auto-Submitted: auto-replied
In-Reply-To: <{name}@joined-up-lives.example>

I read mail again on 20 March. 550 5.1.1 is my lucky number.
""".encode()
