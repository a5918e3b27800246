using FleetSim.Device.Tests.Support;
using FleetSim.Device.Ui;
using FleetSim.Protocol.Notification;

namespace FleetSim.Device.Tests.Session;

public sealed class NotificationTests
{
    private readonly Bench _bench;
    private readonly DmServer _server;

    public NotificationTests()
    {
        _bench = new Bench().PowerOn(Samples.HomeSim);
        _server = new DmServer(_bench);
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Notification-V1_2_1, 6")]
    public void The_vector_asks_the_user_and_opens_session_947B()
    {
        _bench.Sms(Convert.FromHexString("0605040B84C002010603C4AF87FE93810C3F8BB089224C6304C9C28B1402F8000000947B054F4D41444D"));
        _bench.ShouldHaveShown(UiSubject.SessionQuestion).UserSays(UserAnswer.Yes);
        Assert.Equal("947B", _server.Take().Header.SessionId);
    }

    [Fact]
    public void A_wrong_digest_is_dropped() => Dropped(_server.Push(UiMode.Background, 5, nonce: [1, 2, 3]), NotificationFault.WrongDigest);

    [Fact]
    public void Another_server_is_dropped() => Dropped(_server.Push(UiMode.Background, 5, serverId: "OTHER"), NotificationFault.UnknownServer);

    [Fact]
    public void An_unknown_version_is_dropped() => Dropped(_server.Push(UiMode.Background, 5, version: 12), NotificationFault.Malformed);

    [Fact]
    public void Version_1_0_is_obeyed() => _bench.Sms(_server.Push(UiMode.Background, 5, version: 10)).ShouldHavePosted(1);

    [Fact]
    public void A_shortened_push_is_dropped_at_every_octet()
    {
        byte[] push = _server.Push(UiMode.Background, 5);
        for (int length = 0; length < push.Length; length++) _bench.Sms(push[..length]);
        _bench.ShouldHavePosted(0).ShouldBeIdle().ShouldBeSilent();
    }

    [Fact]
    public void A_push_changed_in_any_octet_of_its_content_is_dropped()
    {
        byte[] push = _server.Push(UiMode.UserInteraction, 5);
        for (int at = push.Length - 29; at < push.Length; at++)
        {
            byte[] changed = [.. push];
            changed[at] ^= 1;
            _bench.Sms(changed);
        }

        _bench.ShouldHavePosted(0).ShouldBeIdle().ShouldBeSilent();
    }

    [Fact]
    [Trait("spec", "OMA-TS-DM_Security-V1_2_1")]
    public void The_default_nonce_is_accepted_from_a_server_that_lost_ours() => _bench.Sms(_server.Push(UiMode.Background, 5, nonce: new byte[4])).ShouldHavePosted(1);

    [Fact]
    public void Both_the_nonce_handed_out_last_and_the_one_before_are_accepted_and_no_older_one()
    {
        byte[] factory = _server.Nonce;
        Session();
        byte[] first = _server.Nonce;
        Assert.NotEqual(factory, first);
        Session();
        byte[] second = _server.Nonce;
        Assert.NotEqual(first, second);

        Dropped(_server.Push(UiMode.UserInteraction, 50, factory), NotificationFault.WrongDigest, posts: 4);
        _bench.Sms(_server.Push(UiMode.UserInteraction, 51, first)).ShouldHaveShown(UiSubject.SessionQuestion).UserSays(UserAnswer.No);
        _bench.Sms(_server.Push(UiMode.UserInteraction, 52, second)).ShouldHaveShown(UiSubject.SessionQuestion, UiSubject.SessionQuestion);
    }

    private void Session()
    {
        _server.Notify();
        _server.Reply(_server.Get("./DevInfo/Man"));
        _server.Reply();
        _bench.ShouldBeIdle();
    }

    private void Dropped(byte[] push, NotificationFault why, int posts = 0)
    {
        _bench.Sms(push).ShouldHavePosted(posts).ShouldBeIdle().ShouldBeSilent();
        Assert.Equal(why, Assert.Single(_bench.Facts<TerminalFact.NotificationDropped>()).Fault);
    }
}
